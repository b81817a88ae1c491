"""Every error a person may see, as a tree.

    MetierError                 the base; the command line prints it and exits 1
    ├── TranscriptError         one transcript; it is recorded, the run goes on
    ├── StudyError              the study folder cannot be used as it is
    │   ├── StudyVersionError   it was written by another version
    │   ├── StudyLockedError    another run holds it
    │   └── SaltLostError       ids can no longer be matched
    ├── NothingFoundError       there is nothing to work on
    ├── SettingError            a flag or a setting cannot be followed
    ├── EstimateError           an estimator was given data it cannot use
    ├── DisclosureError         a release would break the policy; nothing is written
    │   └── ProofError          that nothing withheld follows could not be proven
    ├── EngineError             the place where work is done, or a store, is not there
    ├── BackendError            a model or a server did not answer as agreed
    ├── ShareError              a shared file cannot be taken into a pool
    └── OutcomeError            one repository cannot be read

A message says what was found, where, and what to do next.
"""

__all__ = [
    "BackendError",
    "DisclosureError",
    "EstimateError",
    "MetierError",
    "NothingFoundError",
    "OutcomeError",
    "ProofError",
    "SaltLostError",
    "SettingError",
    "ShareError",
    "StudyError",
    "StudyLockedError",
    "StudyVersionError",
    "TranscriptError",
]


class MetierError(Exception):
    """The base of all expected errors."""


class TranscriptError(MetierError):
    """One transcript cannot be read; the run goes on without it."""


class StudyError(MetierError):
    """The study folder cannot be used as it is."""


class StudyVersionError(StudyError):
    """The study was written by another version of metier."""


class StudyLockedError(StudyError):
    """Another run is working on the study."""


class SaltLostError(StudyError):
    """The salt that made the study's ids is gone."""


class NothingFoundError(MetierError):
    """There is nothing to work on."""


class SettingError(MetierError):
    """A flag or a setting cannot be followed."""


class EstimateError(MetierError):
    """An estimator was given data that it cannot use."""


class DisclosureError(MetierError):
    """A release would break the policy; nothing is written."""


class EngineError(MetierError):
    """An engine or an object store cannot be reached, or gave work up."""


class ProofError(DisclosureError):
    """The proof that nothing withheld follows from what is shown does not hold."""


class BackendError(MetierError):
    """A model or a server did not answer as agreed."""


class ShareError(MetierError):
    """A shared file cannot be taken into a pool; the pool is made without it."""


class OutcomeError(MetierError):
    """One repository cannot be read; it is counted and the run goes on."""
