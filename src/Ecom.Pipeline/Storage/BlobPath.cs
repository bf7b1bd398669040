using System.Text;

namespace Ecom.Pipeline.Storage;

/// <summary>
/// The rules every blob path obeys, chosen so that one path is good on Azure Blob Storage and on a file system alike: relative, <c>/</c> between
/// segments, at most 1,024 characters, segments of at most 200 UTF-8 bytes that do not end in a dot, no backslash, no control character.
/// </summary>
public static class BlobPath
{
    private const int MaximumLength = 1024;

    // File systems allow 255 bytes; the rest is room for the prefixes of temporary names.
    private const int MaximumSegmentBytes = 200;

    /// <exception cref="ArgumentException">The path breaks a rule; the message names it.</exception>
    public static void Validate(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Fault(path, isPrefix: false) is { } fault) throw new ArgumentException($"'{path}' is not a blob path: {fault}.", nameof(path));
    }

    /// <summary>Prefixes may be empty, end anywhere in a segment, or end with <c>/</c>.</summary>
    /// <exception cref="ArgumentException">No valid path can start with the prefix.</exception>
    public static void ValidatePrefix(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        if (Fault(prefix, isPrefix: true) is { } fault) throw new ArgumentException($"'{prefix}' is not a blob prefix: {fault}.", nameof(prefix));
    }

    private static string? Fault(string path, bool isPrefix)
    {
        if (path.Length == 0) return isPrefix ? null : "it is empty";
        if (path.Length > MaximumLength) return $"it is longer than {MaximumLength} characters";
        foreach (var c in path)
            if (c == '\\' || char.IsControl(c)) return "it has a backslash or a control character";
        if (!IsWellFormed(path)) return "it is not well-formed Unicode";

        var segments = path.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var open = isPrefix && i == segments.Length - 1;
            if (open) return segments[i] == ".." ? "it has a '..' segment" : null;
            if (segments[i].Length == 0) return "it has an empty segment";
            if (segments[i][^1] == '.') return "a segment ends in a dot";
            if (Encoding.UTF8.GetByteCount(segments[i]) > MaximumSegmentBytes) return $"a segment is longer than {MaximumSegmentBytes} bytes";
        }

        return null;
    }

    private static bool IsWellFormed(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (!char.IsSurrogate(path[i])) continue;
            if (i + 1 == path.Length || !char.IsSurrogatePair(path[i], path[i + 1])) return false;
            i++;
        }

        return true;
    }
}
