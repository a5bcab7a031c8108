"""What every provider owes, whoever answers."""

import pytest

from drafter import models
from drafter.errors import DrafterError
from drafter.models import Profile, resolve
from drafter.settings import Settings

PROVIDERS = models.providers()
every_provider = pytest.mark.parametrize("provider", PROVIDERS, ids=lambda each: each.name)


def opened(spec, settings):
    """The model that a spec names, or why there is none."""
    try:
        return resolve(spec, settings), None
    except DrafterError as error:
        return None, error


def test_no_two_have_the_same_name():
    """A spec names one provider."""
    names = [each.name for each in PROVIDERS]

    assert sorted(names) == sorted(set(names))


@every_provider
def test_its_help_says_how_to_write_it(provider):
    """One line that begins with the name as it is typed."""
    assert provider.help.startswith(provider.name)
    assert "\n" not in provider.help


@every_provider
@pytest.mark.parametrize("rest", ["", ":", ":没有这个", ":/no/such/file", ":a,b", ":,"])
def test_any_spec_is_a_model_or_one_line(provider, rest, tmp_path):
    """What cannot be opened ends in an error of ours that says what to write."""
    model, error = opened(provider.name + rest, Settings(cache=str(tmp_path)))
    if error:
        assert "\n" not in str(error)
        assert error.hint
    else:
        assert model.name
        assert isinstance(model.profile, Profile)
        assert model.profile.slots > 0
