namespace Ecom.Pipeline.Orchestration;

/// <summary>A step's input, result, event or status does not fit a message; it should have passed a reference to a blob.</summary>
public sealed class MessageTooLargeException(string what, int bytes) : Exception(
    $"The {what} has {bytes:N0} bytes of JSON; a message holds at most {Messages.MaximumBytes:N0}. Store the data as a blob and pass its path.")
{
    /// <summary>The message in words, with the step's name.</summary>
    public string What { get; } = what;

    public int Bytes { get; } = bytes;
}
