"""A short formula of LaTeX as newspapers print it: `$5\\%$` is 5%, `$25^{\\circ}\\mathrm{C}$` is 25℃."""

from types import MappingProxyType
from typing import Final

from cleanup.language.lazy import lazy

_SYMBOLS: Final = MappingProxyType(
    {
        "times": "×", "div": "÷", "cdot": "·", "pm": "±", "mp": "∓", "sim": "～", "approx": "≈", "neq": "≠", "ne": "≠",
        "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "circ": "°", "degree": "°", "prime": "′", "ldots": "……", "cdots": "……",
        "dots": "……", "to": "→", "rightarrow": "→", "leftarrow": "←", "uparrow": "↑", "downarrow": "↓", "infty": "∞",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π",
        "sigma": "σ", "phi": "φ", "omega": "ω", "Omega": "Ω", "Delta": "Δ", "bigcirc": "○", "bullet": "●",
        "blacksquare": "■", "square": "□", "star": "☆", "bigstar": "★", "triangle": "△", "blacktriangle": "▲",
        "blacktriangleright": "▶", "diamond": "◇", "checkmark": "✓", "quad": " ", "qquad": "  ", "colon": "：", "S": "§",
        "copyright": "©", "ell": "l", "celsius": "℃",
    }
)  # fmt: skip
_WRAPPERS: Final = lazy(
    r"\\(?:mathrm|mathbf|mathit|mathsf|mathbb|mathcal|text|textbf|textit|textrm|underline|operatorname|bm|rm|bf|boldsymbol)\s*\{([^{}]*)\}"
)
_FRACTION: Final = lazy(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND: Final = lazy(r"\\([A-Za-z]+)\s?")
_ESCAPED: Final = lazy(r"\\([%&#_$ ,;:!])")
_RAISED: Final = lazy(r"\^(?:\{([^{}]*)\}|(\S))")
_LOWERED: Final = lazy(r"_(?:\{([^{}]*)\}|(\S))")
_DECIMAL: Final = lazy(r"\d+\.\d+")
_SPACES: Final = lazy(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_UP: Final = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_DOWN: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SHIFTED_UP: Final = frozenset("0123456789+-n")
_SHIFTED_DOWN: Final = frozenset("0123456789")
_ROUNDS: Final = 4  # of braces inside braces
_LONGEST: Final = 400


def raised(text: str) -> str | None:
    """Text as superscript; None where there are no such characters.

    >>> raised("2"), raised("circ")
    ('²', None)
    """
    return text.translate(_UP) if text and _SHIFTED_UP.issuperset(text) else None


def lowered(text: str) -> str | None:
    """Text as subscript; None where there are no such characters."""
    return text.translate(_DOWN) if text and _SHIFTED_DOWN.issuperset(text) else None


def plain_formula(latex: str) -> str | None:
    r"""What a formula says, printed in one line; None where it holds what this does not know.

    >>> plain_formula(r"25^{\circ}\mathrm{C}"), plain_formula(r"3 \times 10^{4} m^2"), plain_formula("PM_{2.5}"), plain_formula(r"\oint x")
    ('25℃', '3×10⁴m²', 'PM2.5', None)
    """
    if len(latex) > _LONGEST:
        return None
    text = latex
    for _ in range(_ROUNDS):
        text = _FRACTION.sub(r"\1/\2", _WRAPPERS.sub(r"\1", text))
    text = _ESCAPED.sub(lambda m: m[1] if m[1] in "%&#_$" else "", text)
    try:
        text = _COMMAND.sub(lambda m: _SYMBOLS[m[1]], text)
        text = _RAISED.sub(lambda m: _shifted(m[1] if m[1] is not None else m[2], up=True), text)
        text = _LOWERED.sub(lambda m: _shifted(m[1] if m[1] is not None else m[2], up=False), text)
    except KeyError:
        return None
    text = text.replace("{", "").replace("}", "").replace("~", " ").replace("°C", "℃").replace("° C", "℃")
    return None if "\\" in text else _SPACES.sub("", text)


def _shifted(text: str, *, up: bool) -> str:
    if not up and _DECIMAL.fullmatch(text):
        return text  # PM2.5: there is no point to be set low
    if text.strip() in ("°", "′", "”", "〃"):
        return text.strip()
    shifted = raised(text) if up else lowered(text)
    if shifted is None:
        raise KeyError(text)
    return shifted
