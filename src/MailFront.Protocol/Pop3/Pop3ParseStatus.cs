namespace MailFront.Protocol.Pop3;

/// <summary>Whether a line is a command.</summary>
public enum Pop3ParseStatus
{
    /// <summary>A keyword, known or not, and maybe an argument.</summary>
    Ok,

    /// <summary>Nothing, or a space, where the keyword should be.</summary>
    MissingCommand,

    /// <summary>NUL or CR inside the line, a keyword that is not printable US-ASCII, or no line end.</summary>
    IllegalByte,
}
