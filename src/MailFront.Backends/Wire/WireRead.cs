using System.Diagnostics.CodeAnalysis;

namespace MailFront.Backends.Wire;

/// <summary>An answer of a backend or why there is none.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Failure">Set when there is none.</param>
internal readonly record struct WireRead<T>(T? Answer, BackendFailure? Failure)
    where T : class
{
    /// <summary>True when there is an answer.</summary>
    [MemberNotNullWhen(true, nameof(Answer))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Answer is not null;

    /// <summary>An answer.</summary>
    public static implicit operator WireRead<T>(T answer) => new(answer, null);

    /// <summary>A failure.</summary>
    public static implicit operator WireRead<T>(BackendFailure failure) => new(null, failure);
}
