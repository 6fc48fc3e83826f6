"""Who somebody is by the word of an identity provider, and why that is not enough."""

from dataclasses import dataclass

from checker.model.wording import Text
from reviewer_app.domain.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Identity:
    """What the provider vouches for; ``account`` is what it shares with the desk."""

    issuer: str
    subject: str
    account: str

    def is_account(self, account: str) -> bool:
        """Tell whether this is an account of the desk.

        Capitals do not count in ASCII only: elsewhere two different letters may become
        one, as the Kelvin sign becomes k.
        """
        return self.account == account or (
            self.account.isascii() and self.account.lower() == account.lower()
        )


REFUSALS: dict[str, Text] = {
    "identity_denied": Text(
        "统一身份认证没有完成，请重新登录",
        "The identity provider did not let you in; please try again",
    ),
    "identity_failed": Text(
        "统一身份认证的答复无效，没有登录；请重新登录，仍不行请联系管理员",
        "The identity provider's answer is not valid and nobody was logged in; please"
        " try again, or ask the administrator",
    ),
    "identity_unreachable": Text(
        "统一身份认证现在连不上，请稍后再试，或用账号密码登录",
        "The identity provider does not answer; please try later, or log in with"
        " account and password",
    ),
    "identity_unknown": Text(
        "身份已确认，但您在本系统没有可用的账号，请联系管理员",
        "You are known to the identity provider, but you have no active account here;"
        " please ask the administrator",
    ),
}
"""What the log-in screen says, by code; the browser carries the code alone."""


def refusal(code: str) -> RefusedError:
    """Return why somebody whom a provider sent is not let in."""
    words = REFUSALS[code]
    return RefusedError(code, words.zh, words.en)
