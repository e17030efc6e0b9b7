"""The Web Annotation Protocol: the library's marks as a container of annotations."""
