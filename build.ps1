#!/usr/bin/env pwsh
# Runs this repository's build, as build.sh does: ./build.ps1 TARGET… [--option value]; ./build.ps1 --help lists both.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$buildHome = Join-Path $root '.nuke/temp/build'
# The file 'current' names the folder of the compiled build. A run keeps using the folder it started from, whatever
# is compiled meanwhile.
$pointer = Join-Path $buildHome 'current'

# What the build is made of: sources beside it where its project names them. A deleted file shows as a change of its folder.
function Test-Current {
    if (-not (Test-Path $pointer)) { return $false }
    $script:current = (Get-Content -Raw $pointer).Trim()
    $stamp = Join-Path $current 'stamp'
    if (-not (Test-Path (Join-Path $current 'Build.dll')) -or -not (Test-Path $stamp)) { return $false }
    $since = (Get-Item $stamp).LastWriteTimeUtc
    $sources = if ((Get-Content -Raw (Join-Path $root 'build/Build.csproj')) -match 'src[/\\]') { @('src') } else { @() }
    $parts = $sources + @('build', 'Directory.Build.props', 'Directory.Packages.props', 'global.json', '.editorconfig', 'nuget.config') |
        ForEach-Object { Join-Path $root $_ } | Where-Object { Test-Path $_ }
    foreach ($part in $parts) {
        $items = @(Get-Item $part) + @(Get-ChildItem $part -Recurse -Force -ErrorAction SilentlyContinue)
        if ($items | Where-Object { $_.LastWriteTimeUtc -gt $since -or $_.CreationTimeUtc -gt $since } | Select-Object -First 1) { return $false }
    }
    return $true
}

function Invoke-Compile {
    if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
        [Console]::Error.WriteLine("error SW0060: the .NET SDK is needed to compile the build, and there is no 'dotnet' on PATH")
        [Console]::Error.WriteLine('  try: install the .NET SDK that global.json names')
        exit 3
    }
    New-Item -ItemType Directory -Force $buildHome | Out-Null
    [Console]::Error.WriteLine('compiling the build')
    $newStamp = Join-Path $buildHome "stamp.$PID"
    $next = Join-Path $buildHome "compiled.$([guid]::NewGuid().ToString('N'))"
    New-Item -ItemType File -Force $newStamp | Out-Null
    $output = & dotnet build (Join-Path $root 'build/Build.csproj') -c Release -nologo -v quiet `
        --artifacts-path (Join-Path $buildHome 'made') -p:StartsTheBuild=true `
        -p:TieredPGO=false -p:ConcurrentGarbageCollection=false -p:EventSourceSupport=false 2>&1
    if ($LASTEXITCODE -ne 0) {
        $output | Select-String -Pattern 'error' | Sort-Object -Unique | ForEach-Object { [Console]::Error.WriteLine($_) }
        [Console]::Error.WriteLine('error SW0061: the build does not compile')
        exit 2
    }
    # Older folders stay for a day, for runs that were started from them.
    Get-ChildItem $buildHome -Directory -Filter 'compiled.*' | Where-Object { $_.LastWriteTimeUtc -lt (Get-Date).ToUniversalTime().AddDays(-1) } |
        Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
    Copy-Item -Recurse -Force (Join-Path $buildHome 'made/bin/Build/release') $next
    Move-Item $newStamp (Join-Path $next 'stamp')
    Set-Content -Path "$pointer.new" -Value $next
    Move-Item -Force "$pointer.new" $pointer
    $script:current = $next
    $env:SLIPWAY_COMPILED = '1'
}

if (-not (Test-Current)) { Invoke-Compile }
$env:SLIPWAY_ROOT = $root
& dotnet (Join-Path $current 'Build.dll') @args
exit $LASTEXITCODE
