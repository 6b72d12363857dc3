using MailFront.Backends.Wire;
using MailFront.Transport.Outbound;

namespace MailFront.Backends.Opening;

/// <summary>Types what the transport says of a failed connect. Pure.</summary>
internal static class DialFailures
{
    /// <summary>The failure behind an outcome that is not connected.</summary>
    public static BackendFailure Describe(string backend, ConnectOutcome outcome)
    {
        var step = outcome.Status is ConnectStatus.NameNotFound or ConnectStatus.NameServiceFailed ? BackendStep.Resolve : BackendStep.Connect;
        var kind = outcome.Status switch
        {
            ConnectStatus.TimedOut => BackendFailureKind.TimedOut,
            ConnectStatus.NoLocalPorts => BackendFailureKind.OutOfPorts,
            _ => BackendFailureKind.Unreachable,
        };
        return new BackendFailure(backend, kind, step, BackendText.Detail(outcome.Detail ?? outcome.Status.ToString()))
        {
            IsOurOwn = outcome.Status is ConnectStatus.NoLocalPorts or ConnectStatus.NoDescriptors or ConnectStatus.NameServiceFailed,
        };
    }
}
