"""One file per arrow: facts -> place -> plan -> frame | write -> propose -> compose -> revise."""
