using System.Text;
using MailFront.Defence.Sealing;

namespace MailFront.UnitTests.Defence.Sealing;

public sealed class EvidenceSealTests
{
    private static readonly byte[] _secret = "a secret of the operator"u8.ToArray();
    private static readonly byte[] _content = "who failed how often"u8.ToArray();
    private static readonly Guid _node = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    private readonly EvidenceSeal _seal = new(_secret, "test"u8);

    [Fact]
    public void What_was_sealed_can_be_opened_under_the_same_secret()
    {
        var box = _seal.Seal(_node, 7, _content);

        Assert.Equal(_content, new EvidenceSeal(_secret, "test"u8).TryOpen(_node, 7, box));
        Assert.DoesNotContain("failed", Encoding.Latin1.GetString(box), StringComparison.Ordinal);
    }

    [Fact]
    public void It_opens_for_no_other_node_number_purpose_or_secret()
    {
        var box = _seal.Seal(_node, 7, _content);

        Assert.Null(_seal.TryOpen(Guid.NewGuid(), 7, box));
        Assert.Null(_seal.TryOpen(_node, 8, box));
        Assert.Null(new EvidenceSeal(_secret, "other"u8).TryOpen(_node, 7, box));
        Assert.Null(new EvidenceSeal("another secret, as long"u8, "test"u8).TryOpen(_node, 7, box));
    }

    [Fact]
    public void Whatever_octet_is_changed_or_missing_it_does_not_open()
    {
        var box = _seal.Seal(_node, 7, _content);
        for (var i = 0; i < box.Length; i++)
        {
            var changed = (byte[])box.Clone();
            changed[i] ^= 0x40;

            Assert.Null(_seal.TryOpen(_node, 7, changed));
            Assert.Null(_seal.TryOpen(_node, 7, box.AsSpan(0, i)));
        }
    }

    [Fact]
    public void Two_boxes_with_the_same_content_differ() => Assert.NotEqual(_seal.Seal(_node, 7, _content), _seal.Seal(_node, 7, _content));

    [Fact]
    public void Derived_keys_are_the_same_on_each_node_and_differ_by_purpose()
    {
        var here = _seal.DeriveKey("hash"u8, 16);

        Assert.Equal(here, new EvidenceSeal(_secret, "elsewhere"u8).DeriveKey("hash"u8, 16));
        Assert.NotEqual(here, _seal.DeriveKey("fingerprint"u8, 16));
    }

    [Fact]
    public void A_short_secret_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new EvidenceSeal(new byte[15], "test"u8));
}
