using MailFront.Authentication.Mechanisms.Gssapi;

namespace MailFront.UnitTests.Authentication.Mechanisms.Gssapi;

public sealed class KeytabFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Theory]
    [InlineData("0502" + "00000003" + "010203", true)]
    [InlineData("0502" + "FFFFFFFE" + "0000" + "00000001" + "01", true)]
    [InlineData("0501" + "03000000" + "010203", true)]
    [InlineData("0502", false)]
    [InlineData("", false)]
    [InlineData("0503" + "00000003" + "010203", false)]
    [InlineData("0502" + "00000004" + "010203", false)]
    [InlineData("0502" + "FFFFFFFE" + "0000", false)]
    [InlineData("0502" + "80000000", false)]
    [InlineData("0502" + "00000000" + "00000001" + "01", false)]
    public void A_keytab_has_an_entry_that_is_whole(string hex, bool hasKeys) =>
        Assert.Equal(hasKeys, KeytabFile.HasKeys(Convert.FromHexString(hex)));

    [Fact]
    public void No_octets_are_too_strange()
    {
        var random = new Random(7);
        var octets = new byte[64];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(octets);
            (octets[0], octets[1]) = (5, (byte)random.Next(1, 3));
            _ = KeytabFile.HasKeys(octets.AsSpan(0, random.Next(octets.Length)));
        }
    }

    [Fact]
    public void What_is_wrong_with_a_file_is_told()
    {
        Assert.Equal($"the keytab {_path} cannot be read", KeytabFile.Trouble(_path));

        File.WriteAllBytes(_path, [5, 2]);
        Assert.Equal($"{_path} is no keytab with keys", KeytabFile.Trouble(_path));

        File.WriteAllBytes(_path, [5, 2, 0, 0, 0, 1, 1]);
        Assert.Null(KeytabFile.Trouble(_path));
        Assert.Null(KeytabFile.Trouble("FILE:" + _path));
        Assert.Equal("/dev is no keytab", KeytabFile.Trouble("/dev"));
    }

    [Fact]
    public void Kinds_that_only_the_library_knows_are_left_to_it() => Assert.Null(KeytabFile.Trouble("MEMORY:test"));

    public void Dispose() => File.Delete(_path);
}
