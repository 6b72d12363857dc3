using MailFront.Authentication.Lanes.Scheduling;

namespace MailFront.Authentication.Lanes;

/// <summary>What a session waits on while its question is in the queue: ends once, with the state the question has then.</summary>
internal sealed class Turn
{
    // Continuations run elsewhere: whoever frees a slot holds the group's lock, and has work of its own.
    private readonly TaskCompletionSource<TicketState> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary><see cref="TicketState.Running"/> once the question owns a slot; any other state says that it never will.</summary>
    public Task<TicketState> Ended => _ended.Task;

    /// <summary>The question waits no longer.</summary>
    public void End(TicketState state) => _ended.TrySetResult(state);
}
