using System.Text;
using System.Text.Json;
using MailFront.Decisions;
using MailFront.Defence.Decisions;
using MailFront.Defence.Evidence;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Host.Decisions;

public sealed class DecisionLineTests
{
    private readonly DecisionLineReader _reader = new();

    public static TheoryData<DecisionKind> Kinds => [.. Enum.GetValues<DecisionKind>().Where(kind => kind != DecisionKind.Options)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_record_is_read_as_it_was_written_with_every_property_it_has(DecisionKind kind)
    {
        var record = DecisionSamples.Of(kind);

        Assert.Equal(record, Read(DecisionSamples.LineOf(record)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_empty_record_is_read_as_it_was_written(DecisionKind kind)
    {
        var login = kind is DecisionKind.Alarm or DecisionKind.Verdict ? default : new LoginFacts(string.Empty, null);
        var record = new DecisionRecord { Kind = kind, Login = login };

        Assert.Equal(record, Read(DecisionSamples.LineOf(record)));
    }

    [Fact]
    public void Options_are_read_as_they_were_written_with_every_property_they_have()
    {
        var record = DecisionSamples.Of(DecisionKind.Options);

        var read = Read(DecisionSamples.LineOf(record));

        Assert.Equal(record.Number, read.Number);
        AssertSameProperties(record.Options!, read.Options!);
    }

    [Fact]
    public void A_header_is_read_as_it_was_written_with_every_property_it_has()
    {
        Assert.True(_reader.TryRead(DecisionSamples.LineOf(DecisionSamples.Header).AsSpan()[..^1], out _));

        AssertSameProperties(DecisionSamples.Header, _reader.Header!);
    }

    [Fact]
    public void A_header_of_another_version_is_not_understood() =>
        Assert.False(_reader.TryRead(DecisionSamples.LineOf(DecisionSamples.Header with { Version = 2 }).AsSpan()[..^1], out _));

    [Fact]
    public void Fields_may_be_in_any_order_and_unknown_ones_are_passed_over()
    {
        var line = """{"class":"known","later":{"a":[1]},"t":5,"much_longer_than_ours":true,"u":"ann","n":3,"k":"assessed"}"""u8;

        Assert.True(_reader.TryRead(line, out var record));

        var expected = new DecisionRecord
        {
            Kind = DecisionKind.Assessed,
            Number = 3,
            At = TimeSpan.FromTicks(5),
            Login = new LoginFacts("ann", null),
            Answer = new DecisionAnswer { Assessment = new LoginAssessment(LoginClass.Known, EvidenceKinds.None) },
        };
        Assert.Equal(expected, record);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"k":"assessed","n":1}""")]
    [InlineData("""{"k":"assessed","class":"no_such"}""")]
    [InlineData("""{"k":"verdict","at":"credential","do":"proceed","limits":[1,2]}""")]
    [InlineData("""{"k":"verdict","at":"credential","do":"proceed","n":"1"}""")]
    [InlineData("""{"k":"alarm"}{"k":"alarm"}""")]
    [InlineData("""{"k":"header","version":1}""")]
    [InlineData("""{"k":"header","version":1,"key":"zz"}""")]
    [InlineData("""{"k":"options","max_connections":"x"}""")]
    [InlineData("""{"k":"failures","ip":"nowhere"}""")]
    [InlineData("""{"k":"failures","fp":"-"}""")]
    [InlineData("""{"k":"failures","n":99999999999999999999}""")]
    [InlineData("""{"k":"failures","u":{"a":1}}""")]
    public void What_is_no_record_is_refused(string line) => Assert.False(_reader.TryRead(Encoding.UTF8.GetBytes(line), out _));

    [Fact]
    public void A_line_cut_anywhere_is_refused()
    {
        foreach (var record in DecisionSamples.All())
        {
            var line = DecisionSamples.LineOf(record).AsSpan()[..^1];
            for (var length = 0; length < line.Length; length++)
            {
                Assert.False(_reader.TryRead(line[..length], out _), Encoding.UTF8.GetString(line[..length]));
            }
        }
    }

    [Fact]
    public void Each_line_is_one_json_object()
    {
        foreach (var record in DecisionSamples.All())
        {
            var line = DecisionSamples.LineOf(record);

            Assert.Equal(line.Length - 1, Array.IndexOf(line, (byte)'\n'));
            using var json = JsonDocument.Parse(line);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }

    [Fact]
    public void A_hashed_name_is_always_the_same_and_tells_nothing()
    {
        var names = new KeyedHash(DecisionSamples.Key);
        var record = DecisionSamples.Of(DecisionKind.Assessed);
        record = record with { Login = record.Login with { User = "anna.secretname" } };

        var first = Encoding.UTF8.GetString(DecisionSamples.LineOf(record, names));

        Assert.DoesNotContain("secretname", first, StringComparison.Ordinal);
        Assert.Contains("\"u\":\"#", first, StringComparison.Ordinal);
        Assert.Equal(first, Encoding.UTF8.GetString(DecisionSamples.LineOf(record, names)));
    }

    [Fact]
    public void A_name_longer_than_any_user_s_is_cut()
    {
        var record = DecisionSamples.Of(DecisionKind.Verdict);
        record = record with { Facts = record.Facts with { User = new string('x', 8000) } };

        Assert.Equal(DecisionLineWriter.MaxName, Read(DecisionSamples.LineOf(record)).Facts.User!.Length);
    }

    private DecisionRecord Read(byte[] line)
    {
        Assert.True(_reader.TryRead(line.AsSpan()[..^1], out var record), Encoding.UTF8.GetString(line));
        return record;
    }

    private static void AssertSameProperties<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected, _readable), JsonSerializer.Serialize(actual, _readable));

    private static readonly JsonSerializerOptions _readable = MakeReadable();

    private static JsonSerializerOptions MakeReadable()
    {
        var options = new JsonSerializerOptions();
        options.Converters.Add(new TextConverter());
        return options;
    }

    private sealed class TextConverter : System.Text.Json.Serialization.JsonConverter<System.Net.IPNetwork>
    {
        public override System.Net.IPNetwork Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, System.Net.IPNetwork value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
