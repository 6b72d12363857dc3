using MailFront.Protocol.Saslauthd;

namespace MailFront.UnitTests.Protocol.Saslauthd;

public sealed class SaslauthdRequestTests
{
    private readonly byte[] _buffer = new byte[SaslauthdRequest.MaxBytes];

    [Fact]
    public void A_request_is_four_counted_strings()
    {
        Assert.True(SaslauthdRequest.TryWrite(_buffer, "joe"u8, "pw"u8, "imap"u8, default, out int written));

        Assert.Equal("\0\x03joe\0\x02pw\0\x04imap\0\0", Octets.Text(_buffer.AsSpan(0, written)));
    }

    [Fact]
    public void The_client_s_address_is_a_fifth_where_it_is_asked_for()
    {
        Assert.True(SaslauthdRequest.TryWriteWithClient(_buffer, "joe"u8, "pw"u8, "imap"u8, default, "192.0.2.1"u8, out int written));

        Assert.Equal("\0\x03joe\0\x02pw\0\x04imap\0\0\0\u0009192.0.2.1", Octets.Text(_buffer.AsSpan(0, written)));
    }

    [Fact]
    public void A_client_without_an_address_is_an_empty_fifth()
    {
        Assert.True(SaslauthdRequest.TryWriteWithClient(_buffer, "joe"u8, "pw"u8, "imap"u8, default, default, out int written));

        Assert.EndsWith("imap\0\0\0\0", Octets.Text(_buffer.AsSpan(0, written)), StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_of_the_longest_size_fill_the_buffer_exactly()
    {
        byte[] longest = [.. Enumerable.Repeat((byte)'x', SaslauthdRequest.MaxFieldBytes)];

        Assert.True(SaslauthdRequest.TryWriteWithClient(_buffer, longest, longest, longest, longest, longest, out int written));
        Assert.Equal(_buffer.Length, written);
        Assert.Equal("\x01\0", Octets.Text(_buffer.AsSpan(0, 2)));
    }

    [Theory]
    [InlineData("", "pw", "", "")]
    [InlineData("joe", "", "", "")]
    [InlineData("jo\0e", "pw", "", "")]
    [InlineData("joe", "pw\0x", "", "")]
    [InlineData("joe", "pw", "im\0ap", "")]
    [InlineData("joe", "pw", "imap", "re\0alm")]
    public void Nothing_ambiguous_is_written(string login, string password, string service, string realm)
    {
        Assert.False(SaslauthdRequest.TryWrite(_buffer, Octets.Of(login), Octets.Of(password), Octets.Of(service), Octets.Of(realm), out int written));
        Assert.Equal(0, written);
        Assert.Equal(new byte[_buffer.Length], _buffer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_field_that_is_too_long_is_refused(int field)
    {
        byte[][] fields = ["a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray(), "d"u8.ToArray()];
        fields[field] = [.. Enumerable.Repeat((byte)'x', SaslauthdRequest.MaxFieldBytes + 1)];

        Assert.False(SaslauthdRequest.TryWrite(_buffer, fields[0], fields[1], fields[2], fields[3], out _));
    }
}
