using Ecom.Neural.Runtime;

namespace Ecom.Neural.Tests.Runtime;

public class ElfImageTests
{
    [Fact]
    public void Reads_the_version_need_and_whether_a_relocation_uses_it()
    {
        var unused = new ElfImage(TinyElf.Build("GLIBCXX_3.4.32", symbolVersion: 2));
        var need = Assert.Single(unused.VersionNeeds);
        Assert.Equal(new ElfVersionNeed("libstdc++.so.6", "GLIBCXX_3.4.32", 18, 0, TinyElf.FlagsOffset), need);
        Assert.False(unused.IsUsed(need));

        var used = new ElfImage(TinyElf.Build("GLIBCXX_3.4.32", symbolVersion: 18));
        Assert.True(used.IsUsed(need));
    }

    [Fact]
    public void Truncated_at_any_length_it_fails_as_a_bad_image_or_reads_what_is_whole()
    {
        var whole = TinyElf.Build("GLIBCXX_3.4.32", 18);
        for (var length = 0; length < 0x224; length++) // 0x224: the end of the last field that reading needs
            Assert.Throws<BadImageFormatException>(() => ReadAll(whole[..length]));
    }

    [Fact]
    public void Any_damaged_byte_leads_to_a_bad_image_or_a_reading_and_to_nothing_else()
    {
        var whole = TinyElf.Build("GLIBCXX_3.4.32", 18);
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var value in (byte[])[0, 1, 0x7f, 0x80, 0xff])
            {
                var damaged = whole.ToArray();
                damaged[at] = value;
                var thrown = Record.Exception(() => ReadAll(damaged));
                Assert.True(thrown is null or BadImageFormatException, $"byte {at} = {value}: {thrown}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ not an ELF file, but long enough to have a header in it, at least by its length in bytes.")]
    public void Other_files_are_refused(string text) =>
        Assert.Throws<BadImageFormatException>(() => new ElfImage(System.Text.Encoding.ASCII.GetBytes(text)));

    private static bool ReadAll(byte[] bytes)
    {
        var image = new ElfImage(bytes);
        return image.VersionNeeds.Any(image.IsUsed);
    }
}
