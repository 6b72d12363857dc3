using System.Text;
using MailFront.Configuration;

namespace MailFront.Composition;

/// <summary>Configuration files on the disk.</summary>
internal sealed class DiskConfigurationSource : IConfigurationSource
{
    // Old configuration files hold Latin-1 comments; a stray octet must not make the whole file unreadable.
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public string? Read(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return Decode(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Exists(string path) => File.Exists(path);

    private static string Decode(byte[] bytes)
    {
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
