using System.Buffers;
using System.Runtime.InteropServices;

namespace MailFront.Load.Stub;

/// <summary>What a dialogue wants to send: text, then perhaps a message body and a trailer. Holds no buffer while empty.</summary>
internal sealed class StubOutput
{
    private const int TextBytes = 4096;

    private byte[]? _text;
    private int _length;
    private int _trailerAt;
    private ReadOnlyMemory<byte> _body;

    /// <summary>Nothing to send.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>A body is waiting, or the text is nearly full: send before the next command.</summary>
    public bool MustFlush => !_body.IsEmpty || _length > TextBytes / 2;

    /// <summary>The text alone; valid while there is no body.</summary>
    public ReadOnlyMemory<byte> Text => _text.AsMemory(0, _length);

    /// <summary>Is there a body?</summary>
    public bool HasBody => !_body.IsEmpty;

    /// <summary>Appends bytes.</summary>
    public StubOutput Add(ReadOnlySpan<byte> bytes)
    {
        _text ??= ArrayPool<byte>.Shared.Rent(TextBytes);
        bytes.CopyTo(_text.AsSpan(_length));
        _length += bytes.Length;
        return this;
    }

    /// <summary>Appends a number.</summary>
    public StubOutput Add(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, provider: System.Globalization.CultureInfo.InvariantCulture);
        return Add(digits[..length]);
    }

    /// <summary>Puts a body after the text so far; what is added later is its trailer.</summary>
    public StubOutput AddBody(ReadOnlyMemory<byte> body)
    {
        _body = body;
        _trailerAt = _length;
        return this;
    }

    /// <summary>Text, body and trailer, to be sent with one call.</summary>
    public IList<ArraySegment<byte>> Segments()
    {
        MemoryMarshal.TryGetArray(_body, out var body);
        return [new(_text!, 0, _trailerAt), body, new(_text!, _trailerAt, _length - _trailerAt)];
    }

    /// <summary>Forgets what was sent and gives the buffer back.</summary>
    public void Clear()
    {
        if (_text is not null)
        {
            ArrayPool<byte>.Shared.Return(_text);
        }

        _text = null;
        _length = 0;
        _body = default;
    }
}
