"""Files to findings: check a report, mend its marks, ask a model's opinion, report."""
