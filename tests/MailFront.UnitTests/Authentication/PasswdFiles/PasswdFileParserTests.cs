using System.Text;
using MailFront.Authentication.Hashing;
using MailFront.Authentication.PasswdFiles;

namespace MailFront.UnitTests.Authentication.PasswdFiles;

public sealed class PasswdFileParserTests
{
    private const string Sha = "{SHA256-CRYPT}$5$saltstring$x353E3YbKR2PgKmvSNJrgkSUo8619h3t3va2L32u/g/";

    [Fact]
    public void Entries_comments_blank_lines_and_extra_fields_are_read()
    {
        PasswdFileContents contents = Parse($"# users\r\n\r\nanna:{Sha}:1000:1000::/home/anna\r\n   \n\tbert\nbert@example.org:{{PLAIN}}x y");

        Assert.Equal(2, contents.Count);
        Assert.True(Matches(contents, "anna", "sekrit pass"));
        Assert.True(Matches(contents, "bert@example.org", "x y"));
        Assert.Equal([new PasswdComplaint(5, "no colon behind the user")], contents.Complaints);
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_user()
    {
        PasswdFileContents contents = Parse("\uFEFFanna:{PLAIN}x\n");

        Assert.True(Matches(contents, "anna", "x"));
    }

    [Fact]
    public void Names_are_compared_as_they_stand()
    {
        PasswdFileContents contents = Parse("Anna:{PLAIN}x\n");

        Assert.Equal(StoredPasswordKind.Missing, contents.Find("anna").Kind);
    }

    [Theory]
    [InlineData("anna:!")]
    [InlineData("anna:*")]
    [InlineData("anna:!$6$saltstring$TC.jEk")]
    [InlineData("anna:{CRYPT}*LK*")]
    public void A_locked_entry_is_known_and_has_no_hash(string line)
    {
        PasswdFileContents contents = Parse(line);

        Assert.Equal(StoredPasswordKind.Locked, contents.Find("anna").Kind);
        Assert.Null(contents.Find("anna").Hash);
        Assert.Empty(contents.Complaints);
    }

    [Fact]
    public void A_plain_password_may_begin_with_an_exclamation_mark()
    {
        PasswdFileContents contents = Parse("anna:{PLAIN}!x");

        Assert.True(Matches(contents, "anna", "!x"));
    }

    [Theory]
    [InlineData(":{PLAIN}x", "user name")]
    [InlineData("a*b:{PLAIN}x", "user name")]
    [InlineData("münchen:{PLAIN}x", "user name")]
    [InlineData("anna", "no colon")]
    [InlineData("anna:", "no {SCHEME}")]
    [InlineData("anna:secretword", "no {SCHEME}")]
    [InlineData("anna:{ROT13}secretword", "unknown password scheme")]
    [InlineData("anna:{SHA512-CRYPT}secretword", "crypt hash")]
    public void A_bad_line_is_reported_by_number_without_its_text(string line, string reason)
    {
        PasswdFileContents contents = Parse("# one\n" + line + "\nbert:{PLAIN}x\n");

        PasswdComplaint complaint = Assert.Single(contents.Complaints);
        Assert.Equal(2, complaint.Line);
        Assert.Contains(reason, complaint.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secretword", complaint.Reason, StringComparison.Ordinal);
        Assert.True(Matches(contents, "bert", "x"));
    }

    [Fact]
    public void An_entry_with_an_unusable_hash_is_damaged_and_not_missing()
    {
        PasswdFileContents contents = Parse("anna:{ROT13}x\n");

        Assert.Equal(StoredPasswordKind.Damaged, contents.Find("anna").Kind);
    }

    [Fact]
    public void The_first_of_two_entries_for_a_user_counts()
    {
        PasswdFileContents contents = Parse("anna:{PLAIN}one\nanna:{PLAIN}two\n");

        Assert.True(Matches(contents, "anna", "one"));
        Assert.Equal(2, Assert.Single(contents.Complaints).Line);
    }

    [Fact]
    public void Complaints_are_bounded_and_counted()
    {
        PasswdFileContents contents = Parse(string.Concat(Enumerable.Repeat("nocolon\n", 1000)));

        Assert.Equal(PasswdFileParser.MaxComplaints, contents.Complaints.Count);
        Assert.Equal(1000, contents.ComplaintCount);
    }

    [Fact]
    public void A_file_with_too_many_entries_is_refused_whole()
    {
        byte[] octets = Encoding.UTF8.GetBytes("a:{PLAIN}x\nb:{PLAIN}x\nc:{PLAIN}x\n");

        Assert.NotNull(PasswdFileParser.Parse(octets, maxEntries: 3));
        Assert.Null(PasswdFileParser.Parse(octets, maxEntries: 2));
    }

    [Fact]
    public void The_typical_hash_is_of_the_most_common_cost()
    {
        PasswdFileContents contents = Parse($"a:{{PLAIN}}x\nb:{Sha}\nc:{Sha}\nd:!\ne:!\nf:!\n");

        Assert.Equal("SHA256-CRYPT:5000", contents.Typical.Hash?.Cost);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# nothing")]
    [InlineData("a:!\n")]
    public void Without_a_usable_entry_there_is_no_typical_hash(string text)
    {
        Assert.Null(Parse(text).Typical.Hash);
    }

    [Fact]
    public void A_file_cut_anywhere_keeps_the_lines_before_the_cut()
    {
        string text = $"anna:{Sha}\nbert:{Sha}\n";
        int firstLine = text.IndexOf('\n', StringComparison.Ordinal);
        for (int length = 0; length <= text.Length; length++)
        {
            PasswdFileContents contents = Parse(text[..length]);

            Assert.Equal(length >= firstLine, contents.Find("anna").Kind == StoredPasswordKind.Usable);
            Assert.Equal(length >= text.Length - 1, contents.Find("bert").Kind == StoredPasswordKind.Usable);
        }
    }

    [Fact]
    public void Random_octets_never_throw()
    {
        var random = new Random(4711);
        byte[] alphabet = Encoding.ASCII.GetBytes("a:{}$\n\r#!156yPLAIN");
        for (int i = 0; i < 2000; i++)
        {
            byte[] octets = new byte[random.Next(60)];
            for (int at = 0; at < octets.Length; at++)
            {
                octets[at] = random.Next(8) == 0 ? (byte)random.Next(256) : alphabet[random.Next(alphabet.Length)];
            }

            Assert.NotNull(PasswdFileParser.Parse(octets, maxEntries: 100));
        }
    }

    private static PasswdFileContents Parse(string text) =>
        PasswdFileParser.Parse(Encoding.UTF8.GetBytes(text), PasswdFile.MaxEntries) ?? throw new InvalidOperationException();

    private static bool Matches(PasswdFileContents contents, string user, string password) =>
        contents.Find(user).Hash is { } hash && hash.Matches(Encoding.UTF8.GetBytes(password));
}
