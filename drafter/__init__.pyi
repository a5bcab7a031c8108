# Every public name, in the order of use; `drafter/__init__.py` reads them here too.
# ruff: noqa: E402, I001
from drafter.readers import read_facts as read_facts
from drafter.readers import facts_from as facts_from
from drafter.document import Facts as Facts
from drafter.document import genre as _genre

load_genre = _genre.load
from drafter.document.genre import Genre as Genre
from drafter.drafting.steps.plan import plan as plan
from drafter.document import Plan as Plan
from drafter import settings as _settings

read_settings = _settings.read
from drafter.settings import Settings as Settings
from drafter.models import resolve as resolve
from drafter.models import Model as Model
from drafter.chain.cache import Store as Store
from drafter.chain.chain import Chain as Chain
from drafter.drafting import draft as draft
from drafter.drafting import Draft as Draft
from drafter.readers import read_text as read_text
from drafter.document.parsing import parse as parse
from drafter.document import Report as Report
from drafter.rules import check as check
from drafter.document import Finding as Finding
from drafter.document import Severity as Severity
from drafter.rules import explain as explain
from drafter.rules import Rule as Rule
from drafter.exporters import export as export
from drafter.errors import DrafterError as DrafterError
from drafter.errors import BadInput as BadInput
from drafter.errors import ModelFailed as ModelFailed
from drafter.errors import Stopped as Stopped

__version__: str
