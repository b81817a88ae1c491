"""What the format was known to hold; anything else is kept, counted and reported."""

__all__ = ["ATTACHMENTS", "SIDE_LINES", "SYSTEM_LINES", "THREADED"]

THREADED = frozenset(("user", "assistant", "system", "attachment", "progress"))
"""Lines of the talk itself, with an id, a parent and a time."""

SIDE_LINES = frozenset(
    """agent-name agent-setting ai-title atis-latch bridge-session content-replacement
    cost-state custom-title file-history-delta file-history-snapshot frame-link
    last-prompt mode permission-mode pr-link queue-operation result started summary
    tag""".split()  # noqa: SIM905 -- a list of names reads better without quotes
)
SYSTEM_LINES = frozenset(
    """api_error away_summary bridge_status compact_boundary informational
    local_command microcompact_boundary scheduled_task_fire stop_hook_summary
    turn_duration""".split()  # noqa: SIM905 -- same
)
ATTACHMENTS = frozenset(
    """agent_listing_delta agent_mention already_read_file async_hook_response
    auto_mode command_permissions compact_file_reference critical_system_reminder
    date_change deferred_tools_delta diagnostics directory dynamic_skill
    edited_text_file file hook_additional_context hook_blocking_error hook_cancelled
    hook_error_during_execution hook_non_blocking_error hook_permission_decision
    hook_stopped_continuation hook_success hook_system_message invoked_skills
    mcp_instructions_delta mcp_resource nested_memory new_diagnostics
    opened_file_in_ide output_style pdf_reference plan_file_reference plan_mode
    plan_mode_exit plan_mode_reentry queued_command relevant_memories
    selected_lines_in_ide skill_discovery skill_listing task_reminder task_status
    todo_reminder""".split()  # noqa: SIM905 -- same
)
