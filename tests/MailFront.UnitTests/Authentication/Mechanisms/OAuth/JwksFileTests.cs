using MailFront.Authentication.Mechanisms.OAuth;
using MailFront.TestKit.Time;
using MailFront.UnitTests.Authentication.Fakes;

namespace MailFront.UnitTests.Authentication.Mechanisms.OAuth;

public sealed class JwksFileTests : IDisposable
{
    private const string OneKey = """{"keys":[{"kty":"RSA","kid":"a","n":"sXchDaQebHnPiGvyDOAT4saGEUetSyo9MKLOoWFsueri23bOdgWp4Dy1WlUzewbgBHod5pcM9H95GQRV3JDXboIRROSBigeC5yjU1hGzHHyXss8UDprecbAYxknTcQkhslANGRUZmdTOQ5qTRsLAt6BTYuyvVRdhS8exSZEy_c4gs_7svlJJQ4H9_NxsiIoLwAEk7-Q3UXERGYw_75IDrGA84-lA_-Ct4eTlXHBIY2EaV7t7LjJaynVJCpkv4LKjTTAumiGUIuQhrNhZLuF_RJLqHpM2kgWFLU7-VTdL1VbC2tejvcI2BlMkEpk1BzBZI0KQB0GaDWFLN-aEAw3vRw","e":"AQAB"}]}""";

    private readonly string _path = Path.GetTempFileName();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_changed_file_is_read_again_and_a_broken_one_is_not_put_in_force()
    {
        await File.WriteAllTextAsync(_path, "{}");
        await using var file = new JwksFile(_path, _time, new RecordingLogger<JwksFile>());
        Assert.False(await file.StartAsync(CancellationToken.None));

        await WriteAndLookAsync(file, OneKey);
        Assert.Single(file.Keys);

        await WriteAndLookAsync(file, "{broken");
        Assert.Single(file.Keys);

        File.Delete(_path);
        await LookAsync(file);
        Assert.Single(file.Keys);
    }

    public void Dispose() => File.Delete(_path);

    private async Task WriteAndLookAsync(JwksFile file, string json)
    {
        await File.WriteAllTextAsync(_path, json);
        await LookAsync(file);
    }

    private async Task LookAsync(JwksFile file)
    {
        _time.Advance(TimeSpan.FromSeconds(5));
        await file.LastCheck;
    }
}
