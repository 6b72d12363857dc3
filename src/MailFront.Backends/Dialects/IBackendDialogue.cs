using MailFront.Backends.Capabilities;

namespace MailFront.Backends.Dialects;

/// <summary>Our side of the talk with one backend, step by step; each step is called once, in this order, until one fails.</summary>
internal interface IBackendDialogue
{
    /// <summary>What it offers before login; empty until <see cref="NegotiateAsync"/>.</summary>
    CapabilitySet Offered { get; }

    /// <summary>What it offers after login; null when it does not say (POP3).</summary>
    CapabilitySet? OfferedAfterLogin { get; }

    /// <summary>Text of its OK to the login, without response code.</summary>
    string StatusText { get; }

    /// <summary>Waits for the greeting.</summary>
    ValueTask<BackendFailure?> GreetAsync();

    /// <summary>STARTTLS or STLS where the endpoint demands it; does nothing on a secure channel.</summary>
    ValueTask<BackendFailure?> StartTlsAsync();

    /// <summary>Learns what the backend offers, on the channel that the credentials will go over.</summary>
    ValueTask<BackendFailure?> NegotiateAsync();

    /// <summary>Tells who the client is and logs in.</summary>
    ValueTask<BackendFailure?> LogInAsync(BackendLogin login);

    /// <summary>Says goodbye without a login.</summary>
    ValueTask<BackendFailure?> LogOutAsync();
}
