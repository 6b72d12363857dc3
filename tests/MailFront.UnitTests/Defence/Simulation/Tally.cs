using MailFront.Defence.Login;

namespace MailFront.UnitTests.Defence.Simulation;

/// <summary>How the logins of one side were taken.</summary>
internal sealed class Tally
{
    private readonly int[] _classes = new int[Enum.GetValues<LoginClass>().Length];

    public int Count => _classes.Sum();

    public int Suspects => _classes[(int)LoginClass.Suspect];

    public int NotSuspect => Count - Suspects;

    public double SuspectShare => Count == 0 ? 0 : (double)Suspects / Count;

    public void Add(LoginClass loginClass) => _classes[(int)loginClass]++;

    public override string ToString() =>
        $"{Count}: {string.Join(", ", Enum.GetValues<LoginClass>().Select(c => $"{c} {_classes[(int)c]}"))}; suspect {SuspectShare:P3}";
}
