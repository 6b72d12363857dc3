using System.Buffers;
using MailFront.Decisions;
using MailFront.Defence.Decisions;

namespace MailFront.Benchmarks.Decisions;

/// <summary>Writes each record where it is made: no day is too fast for it.</summary>
internal sealed class FileSink : IDecisionSink, IDisposable
{
    private const int BytesPerWrite = 1 << 20;

    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly DecisionLineWriter _writer;
    private readonly FileStream _file;

    public FileSink(string path, DecisionLogHeader header)
    {
        _writer = new DecisionLineWriter(_lines, names: null);
        _file = File.Create(path);
        _writer.Write(header);
    }

    public Lock Gate { get; } = new();

    public long Records { get; private set; }

    public void Record(in DecisionRecord record)
    {
        _writer.Write(record with { Number = ++Records });
        if (_lines.WrittenCount > BytesPerWrite)
        {
            Flush();
        }
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
        _writer.Dispose();
    }

    private void Flush()
    {
        _file.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }
}
