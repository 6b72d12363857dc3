using System.Buffers.Binary;

namespace MailFront.Load.Stub;

/// <summary>
/// The saslauthd protocol: login, password, service and realm as counted strings, one counted answer, then close
/// (cyrus-sasl saslauthd/ipc_unix.c).
/// </summary>
internal sealed class SaslauthdStub(StubStatistics statistics) : IStubDialogue
{
    private const int Strings = 4;
    private const int CountBytes = 2;

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public void Greet(StubOutput output)
    {
    }

    /// <inheritdoc/>
    public int Answer(ReadOnlySpan<byte> input, StubOutput output)
    {
        var at = 0;
        ReadOnlySpan<byte> login = [];
        ReadOnlySpan<byte> password = [];
        for (var i = 0; i < Strings; i++)
        {
            if (input.Length < at + CountBytes)
            {
                return 0;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(input[at..]);
            at += CountBytes;
            if (input.Length < at + length)
            {
                return 0;
            }

            login = i == 0 ? input.Slice(at, length) : login;
            password = i == 1 ? input.Slice(at, length) : password;
            at += length;
        }

        statistics.CountQuestion();
        output.Add(PasswordRule.IsOwn(login, password) ? "\0\u0002OK"u8 : "\0\u0002NO"u8);
        IsOver = true;
        return at;
    }
}
