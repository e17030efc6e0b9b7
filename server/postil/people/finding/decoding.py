"""What each label scores at each token -> the likeliest labels of a chunk."""

from collections.abc import Sequence

from postil.people.finding.weights import LABELS, Scores, Transitions

_OUTSIDE, _BEGIN, _INSIDE, _OTHER = range(len(LABELS))
_IMPOSSIBLE = -(10**9)
_ALONE = "OBX"  # a chunk's first token is inside nothing


def likeliest(chunk: Sequence[Scores], transitions: Transitions) -> str:
    """The labels of a chunk of tokens, one letter a token. Ties go to the earlier label."""
    outside, begin, _, other = chunk[0]
    if len(chunk) == 1:
        best = max(outside, begin, other)
        return _ALONE[(outside, begin, other).index(best)]
    inside = _IMPOSSIBLE
    (oo, ob, _, ox), (bo, bb, bi, bx), (io, ib, ii, ix), (xo, xb, _, xx) = transitions
    back = []
    for o, b, i, x in chunk[1:]:
        # Written out for speed: this is the inmost loop of reading an article.
        to_outside = (outside + oo, begin + bo, inside + io, other + xo)
        to_begin = (outside + ob, begin + bb, inside + ib, other + xb)
        to_other = (outside + ox, begin + bx, inside + ix, other + xx)
        from_begin, from_inside = begin + bi, inside + ii
        reached_outside, reached_begin, reached_other = max(to_outside), max(to_begin), max(to_other)
        back.append(
            (
                to_outside.index(reached_outside),
                to_begin.index(reached_begin),
                _BEGIN if from_begin >= from_inside else _INSIDE,
                to_other.index(reached_other),
            )
        )
        outside, begin, other = reached_outside + o, reached_begin + b, reached_other + x
        inside = max(from_begin, from_inside) + i
    last = (outside, begin, inside, other)
    label = last.index(max(last))
    path = [label]
    for best_before in reversed(back):
        label = best_before[label]
        path.append(label)
    return "".join([LABELS[label] for label in reversed(path)])
