using MailFront.Defence.Fleet;
using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Fleet;

public sealed class ObservationFormTests
{
    private static readonly LoginObservation _failed =
        new(0x0102030405060708, 2, new SourceKeys(3, 4, 5, ulong.MaxValue), 7, LoginResult.NamedNobody, HasLocation: false);

    [Fact]
    public void What_was_written_is_read()
    {
        var octets = Written(_failed);

        Assert.True(ObservationForm.TryRead(octets, out var read));
        Assert.Equal(_failed, read);
    }

    [Fact]
    public void Of_a_right_password_nothing_is_written()
    {
        Assert.True(ObservationForm.TryRead(Written(_failed with { Result = LoginResult.Succeeded }), out var read));

        Assert.Equal(_failed with { Result = LoginResult.Succeeded, Password = 0 }, read);
    }

    [Fact]
    public void What_is_cut_or_means_nothing_is_none()
    {
        var octets = Written(_failed);
        for (var length = 0; length < octets.Length; length++)
        {
            Assert.False(ObservationForm.TryRead(octets.AsSpan(0, length), out _));
        }

        octets[^2] = 4;
        Assert.False(ObservationForm.TryRead(octets, out _));
        octets[^2] = 1;
        octets[^1] = 2;
        Assert.False(ObservationForm.TryRead(octets, out _));
    }

    private static byte[] Written(in LoginObservation login)
    {
        var octets = new byte[ObservationForm.Length];
        ObservationForm.Write(login, octets);
        return octets;
    }
}
