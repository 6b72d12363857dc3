namespace MailFront.Configuration.ImapdConf;

/// <summary>The options of an imapd.conf with all that it includes.</summary>
internal sealed class ImapdConfFile
{
    private readonly Dictionary<string, ImapdConfValue> _values = new(StringComparer.Ordinal);
    private readonly List<ImapdConfValue> _inOrder = [];

    /// <summary>Starts empty.</summary>
    public ImapdConfFile(string path) => Path = path;

    /// <summary>The file that was opened first.</summary>
    public string Path { get; }

    /// <summary>The options in the order of their lines.</summary>
    public IReadOnlyList<ImapdConfValue> InOrder => _inOrder;

    /// <summary>The file as a place for what is missing from it.</summary>
    public SourcePlace Whole => new(Path, 0);

    /// <summary>The value of <paramref name="name"/> exactly, or null.</summary>
    public ImapdConfValue? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>False when the name is there already.</summary>
    public bool TryAdd(ImapdConfValue value)
    {
        var isNew = _values.TryAdd(value.Name, value);
        if (isNew)
        {
            _inOrder.Add(value);
        }

        return isNew;
    }
}
