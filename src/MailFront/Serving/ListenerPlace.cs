using MailFront.Transport.Listening;

namespace MailFront.Serving;

/// <summary>One socket to listen on.</summary>
/// <param name="Origin">What asks for it.</param>
/// <param name="Options">Where it listens.</param>
/// <param name="IsOptional">Whether it may be missing without complaint.</param>
internal sealed record ListenerPlace(ListenerOrigin Origin, ListenerOptions Options, bool IsOptional)
{
    /// <summary>Two places with the same key are the same socket.</summary>
    public string Key => $"{Options.Name} {Where}";

    private string Where => Options switch
    {
        { UnixPath: { } path } => path,
        { InheritedDescriptor: { } descriptor } => $"descriptor {descriptor}",
        _ => $"{Options.EndPoint}",
    };
}
