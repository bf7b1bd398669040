using Ecom.Neural.Runtime;

namespace Ecom.Neural.Tests.Runtime;

public class TorchPatchTests
{
    private const string Error = "libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by x.so)";

    [Fact]
    public void Marks_the_missing_version_as_weak_and_changes_nothing_else()
    {
        var original = TinyElf.Build("GLIBCXX_3.4.32", symbolVersion: 2);
        var before = original.ToArray();
        var patched = TorchPatch.Apply(original, Error)!;
        Assert.Equal(before, original);
        Assert.Equal([TinyElf.FlagsOffset], Enumerable.Range(0, original.Length).Where(i => original[i] != patched[i]));
        Assert.Equal(ElfVersionNeed.Weak, new ElfImage(patched).VersionNeeds[0].Flags);
    }

    [Fact]
    public void A_version_that_a_relocation_needs_is_not_patched_away() =>
        Assert.Null(TorchPatch.Apply(TinyElf.Build("GLIBCXX_3.4.32", symbolVersion: 18), Error));

    [Theory]
    [InlineData("GLIBCXX_3.4.3", Error)]
    [InlineData("GLIBCXX_3.4.32", "libgomp.so.1: cannot open shared object file")]
    public void Other_errors_are_left_alone(string version, string error) =>
        Assert.Null(TorchPatch.Apply(TinyElf.Build(version, symbolVersion: 2), error));
}
