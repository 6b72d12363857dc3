using System.Globalization;
using System.Text;
using MailFront.TestKit.Eviction;

namespace MailFront.Rig.Eviction;

/// <summary>Draws <see cref="EvictionCurves"/> as SVG.</summary>
internal static class EvictionPlot
{
    private const int Width = 760;
    private const int Height = 420;
    private const int Left = 60;
    private const int Right = 190;
    private const int Top = 40;
    private const int Bottom = 60;

    private static readonly (EvictionRuleKind Rule, string Name, string Colour, string Dashes)[] _lines =
    [
        (EvictionRuleKind.NewestDropped, "refuse newcomers", "#b03a2e", "2 3"),
        (EvictionRuleKind.RandomEarly, "random early drop", "#ca6f1e", "8 3 2 3"),
        (EvictionRuleKind.OldestFirst, "oldest first", "#2471a3", "8 4"),
        (EvictionRuleKind.WorstFirst, "MailFront: worst first", "#1e8449", ""),
    ];

    /// <summary>The drawing.</summary>
    public static string Svg(EvictionCurves curves)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">
            <title>Legitimate connections lost while bots fill all places before login</title>
            <rect width="{Width}" height="{Height}" fill="#ffffff"/>
            <text x="{Left}" y="22" font-size="14">Legitimate connections evicted or refused, in percent</text>

            """);
        for (var percent = 0; percent <= 100; percent += 20)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <line x1="{Left}" y1="{Y(percent)}" x2="{Width - Right}" y2="{Y(percent)}" stroke="#dddddd"/>
                <text x="{Left - 8}" y="{Y(percent) + 4}" text-anchor="end">{percent}</text>

                """);
        }

        for (var i = 0; i < EvictionCurves.Rates.Count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(i)}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{EvictionCurves.Rates[i]}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 14}\" text-anchor=\"middle\">bots a second (10,000 places, 50 users a second)</text>\n");
        for (var line = 0; line < _lines.Length; line++)
        {
            AppendLine(svg, curves, line);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendLine(StringBuilder svg, EvictionCurves curves, int line)
    {
        var (rule, name, colour, dashes) = _lines[line];
        var points = string.Join(' ', EvictionCurves.Rates.Select((rate, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{X(i):0.#},{Y(100 * curves.LostShare(rule, rate)):0.#}")));
        var y = Top + 20 + (line * 22);
        var x = Width - Right + 14;
        svg.Append(CultureInfo.InvariantCulture, $"""
            <polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>
            <line x1="{x}" y1="{y - 4}" x2="{x + 28}" y2="{y - 4}" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>
            <text x="{x + 34}" y="{y}">{name}</text>

            """);
    }

    private static double X(int index) => Left + ((Width - Left - Right) * (index / (double)(EvictionCurves.Rates.Count - 1)));

    private static double Y(double percent) => Top + ((Height - Top - Bottom) * (1 - (percent / 100)));
}
