using MailFront.Admin;
using MailFront.Admin.Metrics;
using MailFront.Admin.Queues;
using MailFront.Sessions;

namespace MailFront.UnitTests.Admin;

public sealed class MetricsTextTests
{
    [Fact]
    public void A_family_and_its_samples_are_written_as_Prometheus_reads_them()
    {
        var text = new MetricsText()
            .Family("mailfront_x_total", "counter", "Xs.")
            .Sample("mailfront_x_total", 3, ("a", "b"), ("c", "d"))
            .Sample("mailfront_x_total", 0.25);

        Assert.Equal("# HELP mailfront_x_total Xs.\n# TYPE mailfront_x_total counter\nmailfront_x_total{a=\"b\",c=\"d\"} 3\nmailfront_x_total 0.25\n", text.ToString());
    }

    [Fact]
    public void Label_values_are_escaped()
    {
        var text = new MetricsText().Sample("x", 1, ("a", "back\\slash \"quoted\" new\nline"));

        Assert.Equal("x{a=\"back\\\\slash \\\"quoted\\\" new\\nline\"} 1\n", text.ToString());
    }

    [Fact]
    public void A_histogram_s_buckets_add_up()
    {
        var text = new MetricsText().Histogram("t", new DurationView(6, 1.5, [0.1, 1], [1, 2, 3]), ("class", "known"));

        Assert.Equal(
            """
            t_bucket{class="known",le="0.1"} 1
            t_bucket{class="known",le="1"} 3
            t_bucket{class="known",le="+Inf"} 6
            t_sum{class="known"} 1.5
            t_count{class="known"} 6

            """,
            text.ToString());
    }

    [Fact]
    public void Names_of_values_are_in_snake_case() => Assert.Equal("too_many_failures", MetricNames.Of(CloseReason.TooManyFailures));
}
