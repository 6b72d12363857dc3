using System.Diagnostics.CodeAnalysis;
using MailFront.Backends.Dialects;
using MailFront.Transport;

namespace MailFront.Backends.Opening;

/// <summary>How an opening ended.</summary>
/// <param name="Channel">The open channel, which the caller closes; null on failure.</param>
/// <param name="Dialogue">What was learnt; null when there was no connection.</param>
/// <param name="Failure">Null on success.</param>
internal readonly record struct OpenedBackend(Channel? Channel, IBackendDialogue? Dialogue, BackendFailure? Failure)
{
    /// <summary>True when the last step succeeded.</summary>
    [MemberNotNullWhen(true, nameof(Channel), nameof(Dialogue))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Channel is not null && Dialogue is not null;

    /// <summary>No connection.</summary>
    public static OpenedBackend Failed(BackendFailure failure) => new(null, null, failure);
}
