using System.Text;
using MailFront.Authentication.PasswdFiles;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>A passwd-file in memory; <see cref="Write"/> changes content and time together, as a file system does.</summary>
internal sealed class MemoryPasswdFile : IPasswdFileReader
{
    private byte[] _octets = [];
    private FileStamp _stamp;
    private int _writes;

    public MemoryPasswdFile(string text) => Write(text);

    public string Path => "/etc/mailfront/passwd";

    public int Reads { get; private set; }

    public int Stats { get; private set; }

    public bool IsOpenToOthers { get; init; }

    public Exception? Failure { get; set; }

    public long? PretendedLength { get; set; }

    public Action? DuringRead { get; set; }

    public void Write(string text)
    {
        _octets = Encoding.UTF8.GetBytes(text);
        _stamp = new FileStamp(_octets.Length, DateTime.UnixEpoch.AddSeconds(++_writes), IsOpenToOthers);
    }

    public FileStamp Stat()
    {
        Stats++;
        return Failure is null ? _stamp with { Length = PretendedLength ?? _stamp.Length, IsOpenToOthers = IsOpenToOthers } : throw Failure;
    }

    public ValueTask<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        Reads++;
        byte[] octets = _octets;
        DuringRead?.Invoke();
        return ValueTask.FromResult(octets);
    }
}
