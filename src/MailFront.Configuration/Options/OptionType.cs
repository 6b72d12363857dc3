namespace MailFront.Configuration.Options;

/// <summary>Type of an option (cyrus lib/imapoptions).</summary>
internal enum OptionType
{
    /// <summary>Any text.</summary>
    String,

    /// <summary>On or off.</summary>
    Switch,

    /// <summary>Integer, base 0.</summary>
    Int,

    /// <summary>Duration.</summary>
    Duration,

    /// <summary>Size in octets.</summary>
    ByteSize,

    /// <summary>One word of a fixed set.</summary>
    Enum,

    /// <summary>Several words of a fixed set.</summary>
    Bitfield,
}
