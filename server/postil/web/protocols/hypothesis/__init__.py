"""The Hypothesis API: the library's marks for the tools that are written for Hypothesis."""
