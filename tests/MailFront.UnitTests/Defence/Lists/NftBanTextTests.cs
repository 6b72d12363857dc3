using MailFront.Defence.Lists;

namespace MailFront.UnitTests.Defence.Lists;

public sealed class NftBanTextTests
{
    [Fact]
    public void Each_family_has_its_set_and_our_ports_are_closed_for_both()
    {
        var text = Write(Listed.Networks(), [BanOf("192.0.2.7", 60), BanOf("10.0.0.0/8", 90), BanOf("2001:db8::/32", 3600), BanOf(BanTarget.OfUser("jo"), 60)]);

        Assert.Equal(
            """
            # Bans of MailFront, written by the server itself.
            table inet mailfront {
            }
            delete table inet mailfront
            table inet mailfront {
            	set banned4 {
            		type ipv4_addr
            		flags interval, timeout
            		elements = {
            			10.0.0.0-10.255.255.255 timeout 90s,
            			192.0.2.7 timeout 60s
            		}
            	}
            	set banned6 {
            		type ipv6_addr
            		flags interval, timeout
            		elements = {
            			2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff timeout 3600s
            		}
            	}
            	chain input {
            		type filter hook input priority filter - 1; policy accept;
            		tcp dport { 143, 993 } ip saddr @banned4 counter drop
            		tcp dport { 143, 993 } ip6 saddr @banned6 counter drop
            	}
            }

            """,
            text);
    }

    [Fact]
    public void What_is_protected_is_in_no_set()
    {
        var text = Write(Listed.Networks(trusted: ["10.0.0.1"], allow: ["10.0.1.0/24"]), [BanOf("10.0.0.0/22", 60)]);

        Assert.Contains("10.0.0.0 timeout 60s,\n\t\t\t10.0.0.2-10.0.0.255 timeout 60s,\n\t\t\t10.0.2.0-10.0.3.255 timeout 60s\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_bans_that_overlap_the_longer_one_has_what_they_share()
    {
        var text = Write(Listed.Networks(), [BanOf("10.0.0.0/24", 60), BanOf("10.0.0.1", 30), BanOf("10.0.0.128/25", 90), BanOf("10.0.0.129", 120)]);

        Assert.Contains(
            "{\n\t\t\t10.0.0.0-10.0.0.127 timeout 60s,\n\t\t\t10.0.0.128 timeout 90s,\n\t\t\t10.0.0.130-10.0.0.255 timeout 90s,\n\t\t\t10.0.0.129 timeout 120s\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_bans_and_ports_there_are_two_empty_sets()
    {
        var text = NftBanText.Write([], ListSnapshot.Empty, [], TimeSpan.Zero);

        Assert.DoesNotContain("elements", text, StringComparison.Ordinal);
        Assert.DoesNotContain("chain", text, StringComparison.Ordinal);
    }

    private static string Write(ListSnapshot lists, Ban[] bans) => NftBanText.Write(bans, lists, [993, 143], TimeSpan.Zero);

    private static Ban BanOf(string target, int seconds) => BanOf(Listed.Target(target), seconds);

    private static Ban BanOf(BanTarget target, int seconds) => new(target, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds), string.Empty);
}
