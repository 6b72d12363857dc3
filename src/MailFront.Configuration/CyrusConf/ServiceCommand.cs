namespace MailFront.Configuration.CyrusConf;

/// <summary>A <c>cmd=</c> of imapd or pop3d, taken apart as getopt and cyrus master/service.c do.</summary>
internal sealed record ServiceCommand
{
    // service.c wants these apart from their values; the values are words of their own.
    private const string ServiceFlagsWithValue = "CUT";
    private const string ServiceFlags = "DX";
    private const string Wrapper = "cyrus";
    private const string ProgramFlags = "HNsqk";

    /// <summary>The program as written.</summary>
    public required string Program { get; init; }

    /// <summary><c>-s</c>.</summary>
    public bool ImplicitTls { get; private set; }

    /// <summary><c>-H</c>.</summary>
    public bool ProxyHeader { get; private set; }

    /// <summary><c>-C</c>: imapd.conf of this service alone.</summary>
    public string? ImapdConf { get; private set; }

    /// <summary>Flags Cyrus knows and MailFront has no use for.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>Words no program of Cyrus understands.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Words are separated by blanks; there is no quoting. Null for an empty command.</summary>
    public static ServiceCommand? Parse(string cmd)
    {
        var words = Values.WordList.Split(cmd);
        if (words.Length == 0)
        {
            return null;
        }

        // Debian starts the tools through a wrapper: `/usr/sbin/cyrus expire -E 3`.
        var first = words.Length > 1 && words[0][(words[0].LastIndexOf('/') + 1)..] == Wrapper ? 1 : 0;
        var command = new ServiceCommand { Program = words[first] };
        for (var i = first + 1; i < words.Length; i++)
        {
            command.Take(words, ref i);
        }

        return command;
    }

    private void Take(string[] words, ref int i)
    {
        var word = words[i];
        if (word.Length < 2 || word[0] != '-')
        {
            Unknown.Add(word);
        }
        else if (word.Length == 2 && ServiceFlagsWithValue.Contains(word[1]))
        {
            var value = i + 1 < words.Length ? words[++i] : null;
            TakeServiceFlag(word, value);
        }
        else
        {
            TakeLetters(words, ref i);
        }
    }

    private void TakeServiceFlag(string flag, string? value)
    {
        if (value is null)
        {
            Unknown.Add(flag);
        }
        else if (flag == "-C")
        {
            ImapdConf = value;
        }
        else
        {
            Ignored.Add($"{flag} {value}");
        }
    }

    private void TakeLetters(string[] words, ref int i)
    {
        var word = words[i];
        for (var at = 1; at < word.Length; at++)
        {
            var letter = word[at];
            ImplicitTls |= letter == 's';
            ProxyHeader |= letter == 'H';
            if (letter == 'p')
            {
                var value = at + 1 < word.Length ? word[(at + 1)..] : i + 1 < words.Length ? words[++i] : string.Empty;
                Ignored.Add($"-p {value}");
                return;
            }

            if (!ProgramFlags.Contains(letter) && !ServiceFlags.Contains(letter))
            {
                Unknown.Add($"-{letter}");
            }
            else if (letter is not ('s' or 'H'))
            {
                Ignored.Add($"-{letter}");
            }
        }
    }
}
