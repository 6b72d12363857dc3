using MailFront.Admin.Metrics;
using MailFront.Logging;

namespace MailFront.UnitTests.Host.Logging;

public sealed class LogMetricsTests
{
    [Fact]
    public void Lines_that_were_dropped_are_shown()
    {
        var text = new MetricsText();

        new LogMetrics(() => 7).Write(text);

        Assert.Contains("mailfront_log_dropped_total 7\n", text.ToString(), StringComparison.Ordinal);
    }
}
