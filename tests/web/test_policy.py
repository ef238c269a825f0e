"""The folder's pages bring the policy that a server would send with them."""

import re

import pytest

from serving.headers import inline_scripts, security_headers
from web import frontend

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.mark.parametrize(
    "page", [frontend._page(), frontend.with_policy(frontend._HOME)], ids=["page", "home"]
)
def test_a_page_brings_the_policy_of_the_server_before_its_first_script(page: str) -> None:
    (policy,) = POLICY.findall(page)
    sent = security_headers(page)["Content-Security-Policy"]
    assert f"{policy}; frame-ancestors 'none'" == sent  # which only a header can say
    assert page.index(policy) < page.index("<script")
    assert all(allowed in policy for allowed in inline_scripts(page))


def test_home_has_a_script_that_the_policy_names() -> None:
    assert len(inline_scripts(frontend._HOME)) == 1
    assert "'sha256-" in frontend.with_policy(frontend._HOME)


def test_a_page_without_a_place_for_the_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="no one place"):
        frontend.with_policy("<html></html>")
