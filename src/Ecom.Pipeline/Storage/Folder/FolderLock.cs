using System.IO.Hashing;
using System.Text;

namespace Ecom.Pipeline.Storage.Folder;

/// <summary>
/// One writer per path over all processes. A fixed number of lock files is shared by all paths: one per path could never be deleted
/// safely, and nobody ever holds two.
/// </summary>
internal sealed class FolderLock(string folder) : IDisposable
{
    private const int Stripes = 64;
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> AcquireAsync(string path, CancellationToken cancellation)
    {
        var stripe = (int)(XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(path)) % Stripes);
        // Threads of this process queue here, so that only processes poll each other.
        await _turns[stripe].WaitAsync(cancellation);
        try
        {
            var file = Path.Combine(folder, stripe.ToString("d2", null));
            for (var wait = 1; ; wait = Math.Min(wait * 2, 20))
            {
                if (TryOpen(file) is { } handle) return new Held(handle, _turns[stripe]);
                await Task.Delay(wait, cancellation);
            }
        }
        catch
        {
            _turns[stripe].Release();
            throw;
        }
    }

    /// <summary>Opens a file nobody else can open this way until it is closed, by this process or by its death; null where another holds it.</summary>
    public static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns) turn.Dispose();
    }

    // EWOULDBLOCK of flock on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException e) => (e.HResult & 0xFFFF) is 11 or 35 or 32;

    private sealed class Held(FileStream handle, SemaphoreSlim turn) : IDisposable
    {
        public void Dispose()
        {
            handle.Dispose();
            turn.Release();
        }
    }
}
