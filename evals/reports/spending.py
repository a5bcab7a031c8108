"""What a run took, stored answers included."""

from statistics import fmean

from evals.results import Run


def spending(run: Run) -> tuple[tuple[str, str], ...]:
    """Names and figures: drafts, tokens asked and written, the model's time, and of each draft.

    >>> spending(Run("", "frames@1", {}, ""))[0]
    ('成稿', '0')
    """
    drafts = run.scored
    asked = sum(row.prompt_tokens for row in drafts)
    written = sum(row.completion_tokens for row in drafts)
    each = fmean(row.prompt_tokens + row.completion_tokens for row in drafts) if drafts else 0
    seconds = [row.seconds for row in drafts]
    return (
        ("成稿", f"{len(drafts):,}"),
        ("发出词元", f"{asked:,}"),
        ("收到词元", f"{written:,}"),
        ("每稿词元", f"{each:,.0f}"),
        ("模型用时", f"{sum(seconds):,.1f} 秒"),
        ("每稿用时", f"{fmean(seconds) if seconds else 0:,.1f} 秒"),
    )
