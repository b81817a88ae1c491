"""Where shards run: in this process, in some beside it, or on a cluster that is there.

An engine carries out one function over many tasks and hands back each task with
its result. It knows nothing of transcripts: what is done, and that it may be done
twice, is the study's business.
"""

from metier.engines.engine import ENGINES, Each, Engine, processes, running

__all__ = ["ENGINES", "Each", "Engine", "processes", "running"]
