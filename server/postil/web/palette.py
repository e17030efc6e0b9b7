"""The look's colours: paper and ink, one rust accent, six inks for marks; each on a light and a dark page.

``scripts/generate_extension.py`` writes them for the web view and for the extension.
"""

from collections.abc import Mapping

from postil.models import Colour

Shades = tuple[str, str]  # on a light page, on a dark one

COLOURS: Mapping[str, Shades] = {
    "paper": ("#faf8f4", "#151412"),
    "sheet": ("#ffffff", "#1d1b18"),
    "sunk": ("#f2eee6", "#191714"),
    "ink": ("#1e1c19", "#ece7de"),
    "soft": ("#655f56", "#a9a297"),
    "line": ("#e4dfd5", "#35312b"),
    "edge": ("#8f887b", "#7d766b"),
    "accent": ("#93400f", "#eda06f"),
    "on-accent": ("#ffffff", "#1d1208"),
    "focus": ("#1257b0", "#8ab8ff"),
    "warn": ("#a3271b", "#ff9d8f"),
}

INKS: Mapping[Colour, Shades] = {
    Colour.YELLOW: ("#ffe68c", "#6a5500"),
    Colour.GREEN: ("#c9ecb5", "#2f5a1f"),
    Colour.BLUE: ("#c3e2ff", "#154a75"),
    Colour.PINK: ("#ffd2dd", "#7a2740"),
    Colour.PURPLE: ("#e2d5ff", "#4c3585"),
    Colour.ORANGE: ("#ffd8b0", "#74420b"),
}

_BESIDE = """\
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace;
  --round: 8px;
  --lift: 0 1px 2px rgb(0 0 0 / .06), 0 6px 24px rgb(0 0 0 / .14);
"""


def custom_properties() -> str:
    """The look as CSS custom properties; the selector fits a document and a shadow root alike."""
    shades = {**COLOURS, **{f"ink-{ink}": shades for ink, shades in INKS.items()}}
    lines = "".join(f"  --{name}: light-dark({light}, {dark});\n" for name, (light, dark) in shades.items())
    return f":root, :host {{\n  color-scheme: light dark;\n{lines}{_BESIDE}}}\n"
