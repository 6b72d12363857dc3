namespace MailFront.Protocol.Pop3;

/// <summary>Lines of POP3.</summary>
internal static class Pop3Line
{
    /// <summary>Removes the line end; false when there is none, or when NUL or a stray CR is inside.</summary>
    public static bool TryGetContent(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> content)
    {
        int lineEnd = line switch
        {
            [.., (byte)'\r', (byte)'\n'] => 2,
            [.., (byte)'\n'] => 1,
            _ => 0,
        };
        content = line[..^lineEnd];
        return lineEnd > 0 && !content.ContainsAny((byte)0, (byte)'\r', (byte)'\n');
    }
}
