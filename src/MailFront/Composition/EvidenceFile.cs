using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MailFront.Configuration.Settings;
using MailFront.Defence.Login;
using MailFront.Defence.Sealing;
using Microsoft.Extensions.Logging;

namespace MailFront.Composition;

/// <summary>
/// Keeps evidence over a restart: written, sealed, when the process stops; read and removed when it starts, so that the keys in it are on disk only
/// while nobody uses them. A file that cannot be read costs the evidence, never the start.
/// </summary>
internal sealed class EvidenceFile
{
    private const int HeadOctets = sizeof(long) + EvidenceKeys.HashLength + EvidenceKeys.FingerprintLength;
    private const int SecretOctets = 32;
    private const long MostOctets = 256L * 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;
    private readonly string _secretPath;
    private readonly FleetSettings? _fleet;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>The file <paramref name="path"/>. Sealed under the fleet's secret, or under one of its own beside it.</summary>
    public EvidenceFile(string path, FleetSettings? fleet, TimeProvider time, ILogger logger)
    {
        _path = path;
        _secretPath = path + ".key";
        _fleet = fleet;
        _time = time;
        _logger = logger;
    }

    /// <summary>What the last process left; null when there is nothing, or nothing that can be read.</summary>
    public SavedEvidence? Take()
    {
        try
        {
            if (!File.Exists(_path) || new FileInfo(_path).Length > MostOctets)
            {
                return null;
            }

            var box = File.ReadAllBytes(_path);
            File.Delete(_path);
            if (Seal() is { } seal && seal.TryOpen(Guid.Empty, sequence: 0, box) is { Length: >= HeadOctets } content)
            {
                return Read(content);
            }

            Log.EvidenceUnreadable(_logger, _path, "it was not sealed here");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.EvidenceUnreadable(_logger, _path, failure.GetType().Name);
        }

        return null;
    }

    /// <summary>Leaves what is known for the next process.</summary>
    public void Leave(LoginHistory history, EvidenceKeys keys)
    {
        var writer = new ArrayBufferWriter<byte>();
        var head = writer.GetSpan(HeadOctets);
        BinaryPrimitives.WriteInt64BigEndian(head, _time.GetUtcNow().ToUnixTimeSeconds());
        keys.Hash.CopyTo(head[sizeof(long)..]);
        keys.Fingerprint.CopyTo(head[(sizeof(long) + EvidenceKeys.HashLength)..]);
        writer.Advance(HeadOctets);
        history.Save(writer, _time.GetElapsedTime(0));
        try
        {
            var seal = Seal() ?? MakeSeal();
            var next = _path + ".new";
            Write(next, seal.Seal(Guid.Empty, sequence: 0, writer.WrittenSpan));
            File.Move(next, _path, overwrite: true);
            Log.EvidenceKept(_logger, _path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.EvidenceNotKept(_logger, _path, failure.GetType().Name);
        }
    }

    private SavedEvidence Read(byte[] content)
    {
        // A clock that was put back makes nothing older than it is.
        var ago = _time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content));
        var keys = content.AsSpan(sizeof(long));
        return new SavedEvidence(
            new EvidenceKeys(keys[..EvidenceKeys.HashLength].ToArray(), keys[EvidenceKeys.HashLength..(HeadOctets - sizeof(long))].ToArray()),
            ago > TimeSpan.Zero ? ago : TimeSpan.Zero,
            content.AsMemory(HeadOctets));
    }

    private EvidenceSeal? Seal()
    {
        var secret = _fleet is not null ? Encoding.UTF8.GetBytes(_fleet.Secret.Reveal())
            : File.Exists(_secretPath) ? File.ReadAllBytes(_secretPath)
            : null;
        return secret is { Length: >= EvidenceSeal.MinSecretBytes } ? new EvidenceSeal(secret, "mailfront evidence file"u8) : null;
    }

    private EvidenceSeal MakeSeal()
    {
        var secret = RandomNumberGenerator.GetBytes(SecretOctets);
        Write(_secretPath, secret);
        return new EvidenceSeal(secret, "mailfront evidence file"u8);
    }

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
