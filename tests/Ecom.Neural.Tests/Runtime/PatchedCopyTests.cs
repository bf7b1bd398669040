using Ecom.Neural.Runtime;

namespace Ecom.Neural.Tests.Runtime;

public sealed class PatchedCopyTests : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("copy-test-").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Fact]
    public void Stores_once_by_content_and_mends_a_damaged_file()
    {
        byte[] content = [1, 2, 3];
        var path = PatchedCopy.Store(_cache, "lib.so", content);
        var written = File.GetLastWriteTimeUtc(path);
        Assert.Equal(path, PatchedCopy.Store(_cache, "lib.so", content));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));

        File.WriteAllBytes(path, [1]);
        Assert.Equal(path, PatchedCopy.Store(_cache, "lib.so", content));
        Assert.Equal(content, File.ReadAllBytes(path));
        Assert.NotEqual(path, PatchedCopy.Store(_cache, "lib.so", [4]));
    }

    [Fact]
    public void Parallel_writers_all_end_with_the_whole_file_and_leave_nothing_else()
    {
        var content = new byte[200_000];
        new Random(1).NextBytes(content);
        var paths = new string[16];
        Parallel.For(0, paths.Length, i =>
        {
            paths[i] = PatchedCopy.Store(_cache, "lib.so", content);
            Assert.Equal(content, File.ReadAllBytes(paths[i]));
        });
        Assert.Single(paths.Distinct());
        Assert.Single(Directory.GetFiles(_cache, "*", SearchOption.AllDirectories));
    }
}
