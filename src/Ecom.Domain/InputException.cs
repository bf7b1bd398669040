namespace Ecom.Domain;

/// <summary>
/// Input that cannot be used, named so that its owner can mend it. The command line turns it into exit code 2,
/// HTTP into a problem-details answer, ingest into a quarantined file.
/// </summary>
public sealed class InputException : Exception
{
    public InputException(string message) : base(message) => Reason = message;

    public InputException(string message, Exception inner) : base(message, inner) => Reason = message;

    /// <param name="file">The file's name as its owner knows it.</param>
    /// <param name="row">The one-based physical line, where one is to blame.</param>
    /// <param name="reason">One sentence: what is wrong and, where it helps, what would be right.</param>
    /// <param name="inner">The cause, if another component reported it.</param>
    public InputException(string file, long? row, string reason, Exception? inner = null)
        : base(row is null ? $"{file}: {reason}" : $"{file}, line {row}: {reason}", inner)
    {
        File = file;
        Row = row;
        Reason = reason;
    }

    public string? File { get; }
    public long? Row { get; }
    public string Reason { get; }
}
