using MailFront.Postgres;
using Npgsql;

namespace MailFront.UnitTests.Postgres;

public sealed class ConnectionTextTests
{
    [Fact]
    public void What_the_operator_does_not_say_is_set_so_that_nothing_blocks_or_lasts()
    {
        NpgsqlConnectionStringBuilder text = Complete("Host=db;Username=u");

        Assert.Equal((0, 3, 2), (text.CommandTimeout, text.MaxPoolSize, text.Timeout));
        Assert.Equal("-c statement_timeout=1500", text.Options);
        Assert.Equal(GssEncryptionMode.Disable, text.GssEncryptionMode);
        Assert.True(text.TcpKeepAlive);
        Assert.Equal("mailfront", text.ApplicationName);
    }

    [Fact]
    public void What_the_operator_says_stays()
    {
        NpgsqlConnectionStringBuilder text = Complete(
            "Host=db;Timeout=7;ApplicationName=door;Options=-c search_path=x;TcpKeepAlive=false;GssEncryptionMode=Require;SSL Mode=VerifyFull");

        Assert.Equal((7, "door", "-c search_path=x"), (text.Timeout, text.ApplicationName, text.Options));
        Assert.False(text.TcpKeepAlive);
        Assert.Equal(GssEncryptionMode.Require, text.GssEncryptionMode);
        Assert.Equal(SslMode.VerifyFull, text.SslMode);
    }

    [Fact]
    public void What_would_block_threads_or_grow_the_pool_does_not()
    {
        NpgsqlConnectionStringBuilder text = Complete("Host=db;Command Timeout=30;Maximum Pool Size=100;Minimum Pool Size=50;Pooling=false");

        Assert.Equal((0, 3, 3, true), (text.CommandTimeout, text.MaxPoolSize, text.MinPoolSize, text.Pooling));
    }

    [Theory]
    [InlineData("Host=/run/postgresql")]
    [InlineData("Host=db,/run/postgresql")]
    [InlineData("Host=@abstract")]
    public void A_unix_socket_is_not_asked_to_keep_alive(string text) => Assert.False(Complete(text).TcpKeepAlive);

    [Fact]
    public void A_password_of_its_own_file_counts()
    {
        var options = new SqlCheckerOptions { Connection = "Host=db;Password=old", Password = "n;e'w" };

        Assert.Equal("n;e'w", new NpgsqlConnectionStringBuilder(ConnectionText.Complete(options)).Password);
    }

    [Theory]
    [InlineData("Hst=db")]
    [InlineData("Host")]
    public void What_is_no_connection_string_is_refused(string text) => Assert.Throws<ArgumentException>(() => Complete(text));

    private static NpgsqlConnectionStringBuilder Complete(string text) => new(ConnectionText.Complete(
        new SqlCheckerOptions { Connection = text, MaxConnections = 3, Deadline = TimeSpan.FromMilliseconds(1500) }));
}
