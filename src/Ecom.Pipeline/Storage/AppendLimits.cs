namespace Ecom.Pipeline.Storage;

/// <summary>Limits of append blobs, from Azure Storage; every store keeps them, so that what works on a folder works in the cloud.</summary>
public static class AppendLimits
{
    /// <summary>Bytes of one block.</summary>
    public const int BlockBytes = 4 << 20;

    /// <summary>Blocks of one blob.</summary>
    public const int Blocks = 50_000;

    /// <exception cref="ArgumentException">A block is empty or too large.</exception>
    public static void Validate(ReadOnlyMemory<byte> block)
    {
        if (block.Length is 0 or > BlockBytes)
            throw new ArgumentException($"A block has 1 to {BlockBytes} bytes, not {block.Length}.", nameof(block));
    }
}
