namespace MailFront.Protocol.Imap;

/// <summary>A view over a framed command; valid as long as the frame's buffer.</summary>
public readonly ref struct ImapCommand
{
    /// <summary>Names the parts.</summary>
    internal ImapCommand(ReadOnlySpan<byte> tag, ImapVerb verb, ReadOnlySpan<byte> name, ReadOnlySpan<byte> arguments)
    {
        Tag = tag;
        Verb = verb;
        Name = name;
        Arguments = arguments;
    }

    /// <summary>The client's tag, safe to echo; empty when the tag was bad.</summary>
    public ReadOnlySpan<byte> Tag { get; }

    /// <summary>Which command it is.</summary>
    public ImapVerb Verb { get; }

    /// <summary>The command's name as sent: an atom.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>All that follows the name, from the space before the first argument to the line end, for <see cref="ImapArgumentReader"/>.</summary>
    public ReadOnlySpan<byte> Arguments { get; }
}
